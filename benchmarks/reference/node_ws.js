// Node's `ws`: one `send` for each open socket, as its own documentation shows it.
const { WebSocketServer, WebSocket } = require("ws");
const obey = require("./orders.js");

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false, backlog: 4096 });
let frame = "";

function push() {
  server.clients.forEach((client) => {
    if (client.readyState === WebSocket.OPEN) client.send(frame);
  });
}

server.on("listening", () => console.log("PORT", server.address().port));
obey({ frame: (text) => (frame = text), push });
