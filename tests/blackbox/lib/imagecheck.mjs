// The check of pictures on loopback: says what the picture's last bytes ask for, or those of the address of one elsewhere, and checks each request as the real one would.
import { createServer } from 'node:http';

export async function imageCheck(key) {
  const state = { seen: [], complaints: [] };
  const server = createServer((request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece)).on('end', () => {
      const bytes = Buffer.concat(pieces);
      const type = request.headers['content-type'];
      const url = type === 'application/json' ? JSON.parse(bytes).url : undefined;
      const wanted = url ? url.replace(/^.*\//s, '') : bytes.subarray(-8).toString('latin1').replace(/^.*:/s, '');
      state.seen.push({ type, file: request.headers['x-parley-file'], message: request.headers['x-parley-message'], url, length: bytes.length, wanted });
      if (request.headers.authorization !== `Bearer ${key}`) state.complaints.push('no key');
      if (request.method !== 'POST' || request.url !== '/check?v=1') state.complaints.push(`${request.method} ${request.url}`);
      if (wanted === 'hang') return;
      const answer = wanted === 'junk' ? '<html>' : wanted === 'huge' ? `{"verdict":"allow","label":"${'x'.repeat(100_000)}"}` : JSON.stringify({ verdict: wanted, label: wanted === 'flag' ? `${'x'.repeat(98)}\0\u{1F600}\u{1F600}` : 'gambling' });
      response.writeHead(wanted === 'fail' ? 500 : 200, { 'content-type': 'application/json' }).end(answer);
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.address().port}/check?v=1`,
    close: () => new Promise((done) => server.close(done).closeAllConnections()),
  });
}
