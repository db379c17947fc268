"""What operators see of a running bot: metrics, health, logs, notices to admins, and the doctor."""
