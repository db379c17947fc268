const { Bot, InlineKeyboard, Keyboard, InputFile, InputMediaBuilder, webhookCallback } = require("grammy");
const http = require("http");
const [root, token, hook, port] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot: root } });
const PIXELS = Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n\x1a\nno picture")]);
bot.command("start", (ctx) =>
    ctx.reply(`Hello <b>${ctx.from.first_name}</b> &lt;3`, {
        parse_mode: "HTML",
        reply_markup: new InlineKeyboard().text("Again", "again").url("Site", "https://nhs.uk"),
    }),
);
bot.callbackQuery("again", async (ctx) => {
    await ctx.answerCallbackQuery("Once more");
    await ctx.editMessageText(`<i>Done</i>, ${ctx.from.first_name}`, {
        parse_mode: "HTML",
        reply_markup: new InlineKeyboard().text("Once", "once"),
    });
});
bot.callbackQuery("once", async (ctx) => {
    await ctx.editMessageReplyMarkup();
    await ctx.answerCallbackQuery();
});
bot.hears("keys", (ctx) =>
    ctx.reply("Left or right?", {
        reply_markup: new Keyboard().text("Left").text("Right").row().requestLocation("Where I am").resized(),
    }),
);
bot.hears("no keys", (ctx) => ctx.reply("Gone", { reply_markup: { remove_keyboard: true } }));
bot.hears("photo", (ctx) =>
    ctx.replyWithPhoto(new InputFile(PIXELS, "a.png"), { caption: "A <b>photo</b>", parse_mode: "HTML" }),
);
bot.hears("document", (ctx) =>
    ctx.replyWithDocument(new InputFile(Buffer.from("both feet"), "notes.txt"), { caption: "A document" }),
);
bot.hears("album", (ctx) =>
    ctx.replyWithMediaGroup(
        ["First", "Second"].map((caption) =>
            InputMediaBuilder.photo(new InputFile(PIXELS, "a.png"), { caption }),
        ),
    ),
);
bot.hears("delete", (ctx) => ctx.api.deleteMessage(ctx.chat.id, ctx.message.message_id - 1));
bot.on("message:photo", async (ctx) => {
    const file = await ctx.getFile();
    const content = await (await fetch(`${root}/file/bot${token}/${file.file_path}`)).arrayBuffer();
    await ctx.reply(`A file of ${content.byteLength} bytes`, {
        reply_parameters: { message_id: ctx.msg.message_id },
    });
});
bot.on("message:text", (ctx) =>
    ctx.reply(`You said <code>${ctx.msg.text}</code>`, {
        parse_mode: "HTML",
        reply_parameters: { message_id: ctx.msg.message_id },
    }),
);
bot.catch((error) => console.error("ERROR", error.message));
(async () => {
    await bot.api.setMyCommands([
        { command: "start", description: "Say hello" },
        { command: "help", description: "Show help" },
    ]);
    if (hook) {
        await bot.init();
        http.createServer(webhookCallback(bot, "http")).listen(Number(port), "127.0.0.1", () =>
            bot.api.setWebhook(hook),
        );
    } else await bot.start();
})();
