import './globals.js'; // before what needs them
import { WebSocket as EngineWebSocket } from 'engine.io-client';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { ParleyError } from '../errors.js';
import type { LinkFactory, WebSocketFactory } from './transport.js';

/**
 * Socket.IO through the official client, which is told when to connect: the table of attempts is ours (`reconnectDelay`).
 * @param webSocket what to use in place of the platform's WebSocket, as in a mini-program
 */
export function socketIoLink(webSocket?: WebSocketFactory): LinkFactory {
  return (options) => {
    const settings: Partial<ManagerOptions & SocketOptions> = {
      autoConnect: false,
      reconnection: false,
      forceNew: true,
      multiplex: false,
      timeout: 20_000,
      transports: webSocket ? [injected(webSocket)] : ['websocket', 'polling'],
      auth: (give) => void options.auth().then(give, (error: unknown) => options.onRefused({ message: String(error), reason: error instanceof ParleyError ? error.code : 'network' })),
    };
    const socket: Socket = io(options.url, settings);
    socket.on('connect', () => options.onOpen(socket.recovered));
    socket.on('disconnect', (reason) => options.onClose(reason));
    socket.on('connect_error', (error: Error & { data?: { code?: number; reason?: string } }) => options.onRefused({ message: error.message, ...error.data }));
    socket.onAny((event: string, ...values: unknown[]) => {
      const last = values.at(-1);
      options.onEvent(event, values[0], typeof last === 'function' ? () => (last as () => void)() : undefined);
    });
    return {
      open: () => void socket.connect(),
      close: () => void socket.disconnect(),
      tell: (event, data) => void (socket.connected && socket.emit(event, data)),
      ask: (event, data, timeout) => ask(socket, event, data, timeout),
    };
  };
}

function ask(socket: Socket, event: string, data: unknown, timeout: number): Promise<unknown> {
  // The official client would keep what is emitted while disconnected and send it later: the outbox decides that here.
  if (!socket.connected) return Promise.reject(new ParleyError('network', 'Not connected.'));
  return new Promise((resolve, reject) => {
    const lost = (): void => settle(() => reject(new ParleyError('network', 'The connection was lost before the answer.')));
    const settle = (then: () => void): void => {
      socket.off('disconnect', lost);
      then();
    };
    socket.on('disconnect', lost);
    socket.timeout(timeout).emit(event, data, (late: Error | null, value: unknown) => settle(() => (late ? reject(new ParleyError('timeout', 'No answer came in time.')) : resolve(value))));
  });
}

/** Engine.IO's WebSocket transport over another WebSocket than the platform's. */
function injected(webSocket: WebSocketFactory): typeof EngineWebSocket {
  return class extends EngineWebSocket {
    override createSocket(uri: string): ReturnType<WebSocketFactory> {
      return webSocket(uri);
    }

    override doWrite(_packet: unknown, data: string): void {
      (this as unknown as { ws: ReturnType<WebSocketFactory> }).ws.send(data);
    }
  } as unknown as typeof EngineWebSocket;
}
