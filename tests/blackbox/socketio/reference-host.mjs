// What samples/conformance offers in its mode `blackbox`, on npm's socket.io: the tests are tried out on this one first.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';

const { values } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(
    ['port', 'control', 'ping-interval', 'ping-timeout', 'max-payload', 'upgrade-timeout', 'connect-timeout', 'recovery', 'cors', 'transports', 'forbid', 'headers-timeout', 'max-queued', 'max-namespaces', 'max-pending']
      .map((name) => [name, { type: 'string' }])
      .concat(['allow-eio3', 'no-upgrades'].map((name) => [name, { type: 'boolean' }])),
  ),
});
const number = (name, otherwise) => (values[name] === undefined ? otherwise : Number(values[name]));

const patience = values['headers-timeout'] ? { headersTimeout: number('headers-timeout'), connectionsCheckingInterval: 100 } : {};
const http = createServer(patience, (request, response) => response.writeHead(404).end());

const io = new Server(http, {
  pingInterval: number('ping-interval', 25_000),
  pingTimeout: number('ping-timeout', 20_000),
  maxHttpBufferSize: number('max-payload', 1_000_000),
  upgradeTimeout: number('upgrade-timeout', 10_000),
  connectTimeout: number('connect-timeout', 45_000),
  transports: values.transports?.split(',') ?? ['polling', 'websocket'],
  allowUpgrades: !values['no-upgrades'],
  allowEIO3: values['allow-eio3'] ?? false,
  connectionStateRecovery: values.recovery ? { maxDisconnectionDuration: number('recovery') } : undefined,
  cors: values.cors ? { origin: values.cors, credentials: true, methods: ['GET', 'POST'], allowedHeaders: ['x-probe'] } : undefined,
  allowRequest: values.forbid ? (request, answer) => answer(request.headers['x-probe'] === values.forbid ? 'not you' : null, request.headers['x-probe'] !== values.forbid) : undefined,
  cleanupEmptyChildNamespaces: true,
  serveClient: false,
});

const gone = new Map(); // socket id → how it went
const curious = new Map(); // socket id → who waits for that
const held = []; // connections whose middleware has not answered
const sorted = (rooms) => [...rooms].sort();
const list = (value) => (value === undefined || value === null ? [] : [].concat(value));
const about = (socket) => ({ id: socket.id, rooms: sorted(socket.rooms), data: socket.data });

/** What a plan says of receivers, put on a socket or a namespace. */
function target(start, plan) {
  let operator = plan.broadcast ? start.broadcast : start;
  for (const room of list(plan.to)) operator = operator.to(room);
  for (const room of list(plan.except)) operator = operator.except(room);
  if (plan.volatile) operator = operator.volatile;
  if (plan.local) operator = operator.local;
  if (plan.timeout) operator = operator.timeout(plan.timeout);
  return operator;
}

function serve(socket) {
  const marks = [];
  const seen = [];
  gone.delete(socket.id); // it may be back
  let rooms = [];
  socket.onAny((name) => seen.push(name));
  socket.use(([name, ...rest], next) => {
    if (name === 'refuse-me') return socket.emit('refused', name);
    next();
  });
  socket.on('disconnecting', (reason) => (rooms = [reason, sorted(socket.rooms)]));
  socket.on('disconnect', (reason) => {
    gone.set(socket.id, { reason, disconnecting: rooms[0], rooms: rooms[1] });
    if (gone.size > 2000) gone.delete(gone.keys().next().value);
    for (const tell of curious.get(socket.id) ?? []) tell();
    curious.delete(socket.id);
  });

  socket.on('echo', (...args) => args.pop()(...args));
  socket.on('message', (...args) => socket.emit('message-back', ...args));
  socket.on('whoami', (ack) => {
    const { query, auth, headers, address, url, secure, xdomain } = socket.handshake;
    ack({ ...about(socket), namespace: socket.nsp.name, recovered: socket.recovered, query, auth, probe: headers['x-probe'] ?? null, address, url, secure, xdomain });
  });
  socket.on('join', (room, ack) => {
    socket.join(room);
    ack?.(sorted(socket.rooms));
  });
  socket.on('leave', (room, ack) => {
    socket.leave(room);
    ack?.(sorted(socket.rooms));
  });
  socket.on('data', (value, ack) => {
    socket.data.value = value;
    ack();
  });
  socket.on('emit', (plan, ack) => {
    const start = plan.from === 'namespace' ? socket.nsp : socket;
    target(start, plan).emit(plan.event, ...list(plan.args), ...(plan.bytes ? [plan.bytes] : []));
    ack();
  });
  socket.on('ask', async (question, ack) => {
    try {
      ack({ answer: await socket.timeout(question.timeout).emitWithAck(question.event, question.arg) });
    } catch {
      ack({ error: 'timeout' });
    }
  });
  socket.on('ask-all', async (plan, ack) => {
    try {
      ack({ answers: await target(socket.nsp, plan).emitWithAck(plan.event, ...list(plan.args)) });
    } catch {
      ack({ error: 'timeout' });
    }
  });
  socket.on('fetch', async (plan, ack) => ack((await target(socket.nsp, plan).fetchSockets()).map(about)));
  socket.on('sockets-join', (plan, ack) => {
    target(socket.nsp, plan).socketsJoin(plan.rooms);
    ack();
  });
  socket.on('sockets-leave', (plan, ack) => {
    target(socket.nsp, plan).socketsLeave(plan.rooms);
    ack();
  });
  socket.on('disconnect-sockets', (plan) => target(socket.nsp, plan).disconnectSockets(plan.close));
  socket.on('disconnect-me', (close) => socket.disconnect(close));
  socket.on('burst', (count, size) => {
    const filler = 'x'.repeat(size);
    for (let i = 0; i < count; i++) socket.emit('burst', i, filler);
  });
  socket.on('mark', (number) => {
    marks.push(number);
    socket.emit('mirror', number);
  });
  socket.on('marks', (ack) => ack(marks));
  socket.on('seen', (ack) => ack(seen));
  socket.on('never', () => {});
  socket.on('twice', (ack) => {
    ack('first');
    ack('second');
  });
}

io.on('connection', serve);
io.of('/chat').on('connection', serve);
io.of('/custom').on('connection', (socket) => {
  socket.emit('auth', socket.handshake.auth);
  serve(socket);
});
io.of('/guarded')
  .use((socket, next) => {
    socket.data.first = true;
    next();
  })
  .use(async (socket, next) => {
    await new Promise(setImmediate);
    if (socket.handshake.auth.token === 'good') return next();
    next(Object.assign(new Error('not allowed'), { data: { code: 7, first: socket.data.first } }));
  })
  .on('connection', serve);
io.of('/held')
  .use((socket, next) => held.push(next))
  .on('connection', serve);
io.of(/^\/dynamic-\d+$/).on('connection', serve);
io.of((name, auth, next) => next(null, name.startsWith('/fn-') && auth.pass === true)).on('connection', serve);

const answers = {
  '/memory': () => {
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heap: heapUsed + external, rss, connections: io.engine.clientsCount };
  },
  '/stats': () => ({
    connections: io.engine.clientsCount,
    held: held.length,
    sockets: Object.fromEntries([...io._nsps].map(([name, namespace]) => [name, namespace.sockets.size])),
  }),
  '/reason': async ({ id }) => {
    if (!gone.has(id)) await new Promise((done) => curious.set(id, [...(curious.get(id) ?? []), done]));
    return gone.get(id);
  },
  '/emit': (plan) => {
    for (let i = 0; i < (plan.times ?? 1); i++) target(io.of(plan.namespace ?? '/'), plan).emit(plan.event, ...(plan.times ? [i] : []), ...list(plan.args));
    return {};
  },
  '/release': () => {
    for (const next of held.splice(0)) next();
    return {};
  },
  '/close': async () => {
    await io.close();
    return {};
  },
};

const control = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const answer = answers[request.url];
  response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
  response.end(answer ? JSON.stringify(await answer(body ? JSON.parse(body) : {})) : '');
});

process.on('SIGTERM', () => process.exit(0));
process.on('uncaughtException', () => {}); // a handler's fault would end Node's server, which the hostile tests know
for (const [server, name] of [[http, 'port'], [control, 'control']]) await new Promise((done) => server.listen(number(name, 0), '127.0.0.1', done));
console.log(JSON.stringify({ port: http.address().port, control: control.address().port }));
