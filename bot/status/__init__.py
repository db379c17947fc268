"""What an operator can see of a running bot: its health, and figures for Prometheus."""

from bot.status.health import Health, Probes
from bot.status.incoming import read_update
from bot.status.measured import Measured
from bot.status.server import lag_measured, serving
from bot.status.vitals import Vitals

__all__ = ["Health", "Measured", "Probes", "Vitals", "lag_measured", "read_update", "serving"]
