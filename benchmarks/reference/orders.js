// Orders from the benchmark, one per line on stdin: "push 1", "frame TEXT". The end of stdin ends the server.
module.exports = function obey(orders) {
  const lines = require("readline").createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    const blank = line.indexOf(" ");
    const word = blank < 0 ? line : line.slice(0, blank);
    orders[word](blank < 0 ? "" : line.slice(blank + 1));
  });
  lines.on("close", () => process.exit(0));
};
