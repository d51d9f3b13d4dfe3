import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { Connection } from '../../src/socket/connection.js';
import { socketIoLink } from '../../src/transport/socketIo.js';
import type { WebSocketLike } from '../../src/transport/transport.js';
import { Server, noServer } from '../lib/server.js';

describe.skipIf(noServer)('a connection', () => {
  let server: Server;
  beforeAll(async () => void (server = await Server.start()));
  afterAll(() => server?.stop());

  const online = (connection: Connection): Promise<void> => vi.waitFor(() => expect(connection.state).toBe('online'), 30_000);

  test.each([
    ['the platform’s WebSocket', undefined],
    ['an injected one', (url: string) => new WebSocket(url) as unknown as WebSocketLike],
  ])('comes up over %s, asks, is refused, and comes up again', async (_, webSocket) => {
    const ann = await server.person();
    const connection = new Connection(socketIoLink(webSocket), `${server.url}/web`, ann.session, 'd1', () => 0);
    const opens: boolean[] = [];
    connection.on('open', ({ recovered }) => opens.push(recovered));
    connection.start();
    await online(connection);
    await expect(connection.ask('message', { content: 'to nobody' })).rejects.toMatchObject({ code: 'missing_field', details: { field: 'receiverId' } });
    expect(await connection.ask('sync', {})).toMatchObject({ conversations: [] });
    connection.stop();
    expect(connection.state).toBe('offline');
    connection.start();
    await online(connection);
    expect(opens).toHaveLength(2);
    connection.stop();
  });

  test('ends when the session does', async () => {
    const ann = await server.person();
    ann.session.set({ ...ann.session.tokens!, accessToken: 'bad', refreshToken: 'bad' });
    const connection = new Connection(socketIoLink(), `${server.url}/web`, ann.session, undefined, () => 0);
    const ended = new Promise((done) => connection.on('ended', done));
    connection.start();
    expect(await ended).toBe('signed_out');
    expect(ann.session.tokens).toBeNull();
  });

  test('the fourth replaces the first, which stays away', async () => {
    const ann = await server.person();
    const connections = Array.from({ length: 4 }, () => new Connection(socketIoLink(), `${server.url}/web`, ann.session, undefined, () => 0));
    const ended = new Promise((done) => connections[0]!.on('ended', done));
    for (const connection of connections) {
      connection.start();
      await online(connection);
    }
    expect(await ended).toBe('replaced');
    connections.forEach((connection) => connection.stop());
  });

  test('outlives a killed server', async () => {
    const ann = await server.person();
    const connection = new Connection(socketIoLink(), `${server.url}/web`, ann.session, undefined, () => 0);
    connection.start();
    await online(connection);
    await server.kill();
    await vi.waitFor(() => expect(connection.state).not.toBe('online'), 30_000);
    await server.launch();
    connection.hurry();
    await online(connection);
    connection.stop();
  });
});
