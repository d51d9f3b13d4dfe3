// The vendor of pushes on loopback: checks every request as the real one would, and answers as the test says.
import { createServer } from 'node:http';

export const account = { appid: 'wx-test', secret: 'the-secret' };

/** Starts a vendor. `faults` are error codes that the next messages get, in order, or the next to somebody: `{ to, code }`; each request that is wrong is kept in `complaints`. */
export async function vendor() {
  const state = { sent: [], complaints: [], faults: [], tokens: 0, asked: 0, token: undefined };
  const expect = (is, what) => is || (state.complaints.push(what), false);
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece) => (text += piece)).on('end', () => {
      const answer = (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      expect(request.method === 'POST' && request.headers['content-type'] === 'application/json; charset=utf-8', `method or type: ${request.method} ${request.headers['content-type']}`);
      const url = new URL(request.url, 'http://vendor');
      const body = JSON.parse(text);
      if (url.pathname === '/cgi-bin/stable_token') {
        state.asked++;
        expect(body.grant_type === 'client_credential' && typeof body.force_refresh === 'boolean', `token body: ${text}`);
        if (!expect(body.appid === account.appid && body.secret === account.secret, 'wrong account')) return answer({ errcode: 40125, errmsg: 'invalid appsecret' });
        if (!state.token || body.force_refresh) state.token = `token ${++state.tokens}/+`; // characters that must be escaped
        return answer({ access_token: state.token, expires_in: 7200 });
      }
      if (!expect(url.pathname === '/cgi-bin/message/custom/send', `path ${url.pathname}`)) return answer({ errcode: 404 });
      if (url.searchParams.get('access_token') !== state.token) return answer({ errcode: 40001, errmsg: 'invalid credential' });
      expect(body.msgtype === 'text' && typeof body.text?.content === 'string' && Object.keys(body).length === 3, `message: ${text}`);
      expect(!text.includes('\\u'), `escaped: ${text}`);
      const at = state.faults.findIndex(({ to = body.touser }) => to === body.touser);
      const errcode = at < 0 ? 0 : state.faults.splice(at, 1)[0].code;
      state.sent.push({ to: body.touser, content: body.text.content, errcode });
      answer({ errcode, errmsg: errcode === 0 ? 'ok' : 'no' });
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(state, { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => server.close(done).closeAllConnections()) });
}
