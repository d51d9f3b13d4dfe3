// A mail server on loopback that writes the dialogue down.
import { createServer } from 'node:net';

/** Speaks as much SMTP as a client needs; `refusals` are replies that it gives once instead, by command. */
export class MailServer {
  static async start() {
    const mail = new MailServer();
    mail.letters = [];
    mail.refusals = [];
    mail.server = createServer((socket) => mail.#talk(socket));
    await new Promise((done) => mail.server.listen(0, '127.0.0.1', done));
    mail.port = mail.server.address().port;
    return mail;
  }

  #talk(socket) {
    const said = [];
    let rest = '';
    let data = null;
    socket.on('error', () => {});
    socket.write('220 mail.test ESMTP\r\n');
    socket.setEncoding('utf8').on('data', (text) => {
      rest += text;
      for (let end; (end = rest.indexOf('\r\n')) >= 0; ) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data) {
          if (line !== '.') {
            data.push(line);
            continue;
          }

          this.letters.push({ said: [...said], lines: data });
          data = null;
          socket.write('250 queued\r\n');
          this.wake?.();
          continue;
        }

        said.push(line);
        const at = this.refusals.findIndex(([verb]) => line.startsWith(verb));
        if (at >= 0) socket.write(`${this.refusals.splice(at, 1)[0][1]}\r\n`);
        else if (line.startsWith('EHLO')) socket.write('250-mail.test\r\n250-8BITMIME\r\n250 AUTH LOGIN PLAIN\r\n');
        else if (line.startsWith('AUTH')) socket.write('235 welcome\r\n');
        else if (line === 'DATA') {
          data = [];
          socket.write('354 go on\r\n');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  }

  async got(count) {
    while (this.letters.length < count) await new Promise((done) => (this.wake = done));
    return this.letters[count - 1];
  }

  close() {
    this.server.close();
  }
}
