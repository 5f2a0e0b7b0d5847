// Socket.IO over WebSocket alone: `io.emit` to everybody.
const { createServer } = require("http");
const { Server } = require("socket.io");
const obey = require("./orders.js");

const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
let frame = "";

http.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => console.log("PORT", http.address().port));
obey({ frame: (text) => (frame = text), push: () => io.emit("push", frame) });
