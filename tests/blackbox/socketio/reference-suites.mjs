// What samples/conformance offers in its mode `suites`, on npm's socket.io: --port, --allow-eio3.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';

const engine = createRequire(import.meta.resolve('socket.io'))('engine.io');
const { values } = parseArgs({ options: { port: { type: 'string' }, 'allow-eio3': { type: 'boolean' } } });
const options = { pingInterval: 300, pingTimeout: 200, maxHttpBufferSize: 1_000_000, allowEIO3: values['allow-eio3'] ?? false, cors: { origin: '*' } };

const http = createServer();
engine.attach(http, { ...options, path: '/engine.io', destroyUpgrade: false }).on('connection', (socket) => socket.on('data', (data) => socket.send(data)));
const io = new Server(http, { ...options, connectTimeout: 1000, destroyUpgrade: false });
io.on('connection', (socket) => {
  socket.emit('auth', socket.handshake.auth);
  socket.on('message', (...args) => socket.emit('message-back', ...args));
  socket.on('message-with-ack', (...args) => args.pop()(...args));
});
io.of('/custom').on('connection', (socket) => socket.emit('auth', socket.handshake.auth));
http.listen(Number(values.port ?? 0), 'localhost', () => console.log(JSON.stringify({ port: http.address().port })));
