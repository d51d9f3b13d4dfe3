// The sample that every peer offers, on Node's socket.io with its defaults: one process, no cluster, no compression.
// Prints the port that it got. /stats is for the benchmark: /stats?gc collects first, which needs node --expose-gc.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((request, response) => {
  if (!request.url.startsWith("/stats")) return response.writeHead(404).end();
  if (request.url.endsWith("?gc")) globalThis.gc();
  const memory = process.memoryUsage();
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ resident: memory.rss, heap: memory.heapUsed + memory.external }));
});
const io = new Server(http);

io.on("connection", (socket) => {
  socket.on("join", (room, ack) => {
    socket.join(room);
    ack(room);
  });
  socket.on("relay", (message, ack) => {
    io.to(message.to).emit("message", message);
    ack(message.n);
  });
  socket.on("broadcast", (message) => io.emit("message", message));
});

http.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => console.log(http.address().port));
