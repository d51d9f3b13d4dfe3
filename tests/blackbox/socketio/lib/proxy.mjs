// A TCP proxy between client and server: it can swallow, cut, and refuse, as a tunnel does to a phone.
import { connect, createServer } from 'node:net';

export class Proxy {
  static async start(host) {
    const proxy = new Proxy();
    proxy.pairs = new Set();
    proxy.server = createServer((near) => {
      if (proxy.refusing) return near.destroy();
      const far = connect(host.port, '127.0.0.1');
      const pair = [near, far];
      proxy.pairs.add(pair);
      const end = () => {
        near.destroy();
        far.destroy();
        proxy.pairs.delete(pair);
      };
      for (const socket of pair) socket.on('error', () => {}).on('close', end);
      near.on('data', (data) => far.write(data));
      far.on('data', (data) => proxy.swallowing || near.write(data));
    });
    await new Promise((done) => proxy.server.listen(0, '127.0.0.1', done));
    host.own(() => proxy.close());
    proxy.port = proxy.server.address().port;
    proxy.url = `http://127.0.0.1:${proxy.port}`;
    return proxy;
  }

  /** What the server sends from now on is lost. */
  swallow() {
    this.swallowing = true;
  }

  /** Every connection ends, and none is made until `mend`. */
  cut() {
    this.refusing = true;
    for (const pair of [...this.pairs]) for (const socket of pair) socket.destroy();
  }

  mend() {
    this.refusing = this.swallowing = false;
  }

  async close() {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }
}
