const { Telegraf, Markup, Input } = require("telegraf");
const { message } = require("telegraf/filters");
const http = require("http");
const [root, token, hook, port] = process.argv.slice(2);
const bot = new Telegraf(token, { telegram: { apiRoot: root } });
const PIXELS = Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n\x1a\nno picture")]);
bot.start((ctx) =>
    ctx.replyWithHTML(
        `Hello <b>${ctx.from.first_name}</b> &lt;3`,
        Markup.inlineKeyboard([
            Markup.button.callback("Again", "again"),
            Markup.button.url("Site", "https://nhs.uk"),
        ]),
    ),
);
bot.action("again", async (ctx) => {
    await ctx.answerCbQuery("Once more");
    await ctx.editMessageText(`<i>Done</i>, ${ctx.from.first_name}`, {
        parse_mode: "HTML",
        ...Markup.inlineKeyboard([Markup.button.callback("Once", "once")]),
    });
});
bot.action("once", async (ctx) => {
    await ctx.editMessageReplyMarkup(undefined);
    await ctx.answerCbQuery();
});
bot.hears("keys", (ctx) =>
    ctx.reply(
        "Left or right?",
        Markup.keyboard([["Left", "Right"], [Markup.button.locationRequest("Where I am")]]).resize(),
    ),
);
bot.hears("no keys", (ctx) => ctx.reply("Gone", Markup.removeKeyboard()));
bot.hears("photo", (ctx) =>
    ctx.replyWithPhoto(
        { source: PIXELS, filename: "a.png" },
        { caption: "A <b>photo</b>", parse_mode: "HTML" },
    ),
);
bot.hears("document", (ctx) =>
    ctx.replyWithDocument(Input.fromBuffer(Buffer.from("both feet"), "notes.txt"), { caption: "A document" }),
);
bot.hears("album", (ctx) =>
    ctx.replyWithMediaGroup(
        ["First", "Second"].map((caption) => ({
            type: "photo",
            media: { source: PIXELS, filename: "a.png" },
            caption,
        })),
    ),
);
bot.hears("delete", (ctx) => ctx.telegram.deleteMessage(ctx.chat.id, ctx.message.message_id - 1));
bot.on(message("photo"), async (ctx) => {
    const link = await ctx.telegram.getFileLink(ctx.message.photo.at(-1).file_id);
    const content = await (await fetch(link)).arrayBuffer();
    await ctx.reply(`A file of ${content.byteLength} bytes`, {
        reply_parameters: { message_id: ctx.message.message_id },
    });
});
bot.on(message("text"), (ctx) =>
    ctx.replyWithHTML(`You said <code>${ctx.message.text}</code>`, {
        reply_parameters: { message_id: ctx.message.message_id },
    }),
);
bot.catch((error) => console.error("ERROR", error.message));
(async () => {
    await bot.telegram.setMyCommands([
        { command: "start", description: "Say hello" },
        { command: "help", description: "Show help" },
    ]);
    if (hook) {
        const handle = bot.webhookCallback("/hook");
        bot.botInfo = await bot.telegram.getMe();
        http.createServer(handle).listen(Number(port), "127.0.0.1", () => bot.telegram.setWebhook(hook));
    } else await bot.launch();
})();
