// The Node design of durable sends: socket.io, node-postgres, one transaction a message — the message, and a session of each of the two, in the
// order of the users so that no two transactions wait for each other. Its events are those of the Rooms surface.
//   node durable.mjs POSTGRES_URL USERS [PORT]     USERS: lines of an id, a tab and a token; prints the port that it got
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import pg from "pg";
import { Server } from "socket.io";

const [url, users, port = "0"] = process.argv.slice(2);
const idOf = new Map(readFileSync(users, "utf8").trim().split("\n").map((line) => line.split("\t").reverse()));
const pool = new pg.Pool({ connectionString: url, max: Number(process.env.POOL ?? 20) });

await pool.query(`
  CREATE TABLE IF NOT EXISTS chat_messages (
    id bigserial PRIMARY KEY, sender_id bigint NOT NULL, receiver_id bigint NOT NULL, message_type smallint NOT NULL, content text,
    is_recalled boolean NOT NULL DEFAULT false, read_status boolean NOT NULL DEFAULT false, created_at timestamptz NOT NULL DEFAULT now());
  CREATE INDEX IF NOT EXISTS idx_sender_receiver ON chat_messages (sender_id, receiver_id);
  CREATE INDEX IF NOT EXISTS idx_receiver_created ON chat_messages (receiver_id, created_at);
  CREATE TABLE IF NOT EXISTS chat_sessions (
    id bigserial PRIMARY KEY, user_id bigint NOT NULL, contact_id bigint NOT NULL, last_message_id bigint, unread_count int NOT NULL DEFAULT 0,
    last_activity_time timestamptz NOT NULL, UNIQUE (user_id, contact_id));
  CREATE INDEX IF NOT EXISTS idx_user_last_activity ON chat_sessions (user_id, last_activity_time)`);

const insert = {
  name: "insert",
  text: "INSERT INTO chat_messages (sender_id, receiver_id, message_type, content) VALUES ($1, $2, 1, $3) RETURNING id, created_at",
};
const upsert = {
  name: "upsert",
  text: `INSERT INTO chat_sessions (user_id, contact_id, last_message_id, unread_count, last_activity_time) VALUES ($1, $2, $3, $4, now())
    ON CONFLICT (user_id, contact_id) DO UPDATE
    SET last_message_id = excluded.last_message_id, unread_count = chat_sessions.unread_count + excluded.unread_count, last_activity_time = now()`,
};

async function store(sender, receiver, content) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows: [row] } = await client.query({ ...insert, values: [sender, receiver, content] });
    const sessions = [[sender, receiver, row.id, 0], [receiver, sender, row.id, 1]];
    if (BigInt(sender) > BigInt(receiver)) sessions.reverse();
    for (const values of sessions) await client.query({ ...upsert, values });
    await client.query("COMMIT");
    return row;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const http = createServer((request, response) => response.writeHead(404).end());
const io = new Server(http);
const rooms = io.of("/rooms");
rooms.use((socket, next) => {
  socket.data.user = idOf.get(socket.handshake.auth.token);
  next(socket.data.user ? undefined : new Error("unauthenticated"));
});

rooms.on("connection", (socket) => {
  const sender = socket.data.user;
  socket.join(sender);
  let before = Promise.resolve(); // a sender's messages are stored in their order; the pool alone would let them pass each other
  socket.on("send_message", (message, ack) => (before = before.then(() => send(message, ack))));

  async function send({ receiver_id, message_type, content, temp_id }, ack) {
    try {
      const row = await store(sender, receiver_id, content);
      const message = { _id: row.id, sender_id: sender, receiver_id, message_type, content, timestamp: row.created_at.getTime(), read_status: false, is_deleted: false };
      rooms.to(receiver_id).emit("receive_message", message);
      ack({ status: "sent", message: { ...message, temp_id } });
    } catch (error) {
      ack({ status: "failed", code: "internal", error: error.message });
    }
  }
});

http.listen(Number(port), "127.0.0.1", () => console.log(http.address().port));
