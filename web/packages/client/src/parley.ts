import { AdminApi } from './api/admin.js';
import { AuthApi, tokensOf, type SignIn, type SignUp } from './api/auth.js';
import { ChatApi } from './api/chat.js';
import { ContactsApi } from './api/contacts.js';
import { FriendsApi } from './api/friends.js';
import { GroupsApi } from './api/groups.js';
import { NotificationsApi } from './api/notifications.js';
import { OrdersApi } from './api/orders.js';
import { SafetyApi } from './api/safety.js';
import { ServicesApi } from './api/services.js';
import { WebhooksApi } from './api/webhooks.js';
import { Http } from './http/http.js';
import { Session } from './http/session.js';
import { memoryTokens, type TokenStore } from './http/tokens.js';
import { platformLocks, type Locks } from './locks.js';
import { Messenger } from './messenger.js';
import { SocialSocket } from './socket/social.js';
import { indexedDbStorage } from './store/indexedDb.js';
import { memoryStorage, type Storage } from './store/storage.js';
import { browserTransport } from './transport/browser.js';
import type { Transport } from './transport/transport.js';
import type { Me } from './types.js';

export interface ParleyOptions {
  /** Where the server is, without a slash at the end; '' is the page's own origin. */
  baseUrl: string;
  /** For texts meant for people: `zh-CN` (default) or `en`. */
  locale?: string;
  transport?: Transport;
  tokens?: TokenStore;
  /** What survives a reload, for each person apart. */
  storage?: (userId: string) => Storage;
  locks?: Locks;
  /** Names this device, 1 to 64 characters: the server remembers what it has had. */
  device?: string;
  /** For tests. */
  random?: () => number;
}

/** A person at a Parley server: signs in, asks, and (by `connect`) talks. */
export class Parley {
  readonly http: Http;
  readonly session: Session;
  readonly auth: AuthApi;
  readonly chat: ChatApi;
  readonly services: ServicesApi;
  readonly orders: OrdersApi;
  readonly friends: FriendsApi;
  readonly groups: GroupsApi;
  readonly contacts: ContactsApi;
  readonly safety: SafetyApi;
  readonly notifications: NotificationsApi;
  readonly admin: AdminApi;
  readonly webhooks: WebhooksApi;
  readonly #options: ParleyOptions;
  readonly #transport: Transport;
  readonly #locks: Locks;

  constructor(options: ParleyOptions) {
    this.#options = options;
    this.#transport = options.transport ?? browserTransport();
    this.#locks = options.locks ?? platformLocks();
    this.http = new Http(options.baseUrl, this.#transport, options.locale ?? 'zh-CN');
    this.auth = new AuthApi(this.http);
    this.session = new Session(options.tokens ?? memoryTokens(), this.#locks, async (refreshToken) => tokensOf(await this.auth.refresh(refreshToken)));
    this.http.session = this.session;
    this.chat = new ChatApi(this.http);
    this.services = new ServicesApi(this.http);
    this.orders = new OrdersApi(this.http);
    this.friends = new FriendsApi(this.http);
    this.groups = new GroupsApi(this.http);
    this.contacts = new ContactsApi(this.http);
    this.safety = new SafetyApi(this.http);
    this.notifications = new NotificationsApi(this.http);
    this.admin = new AdminApi(this.http);
    this.webhooks = new WebhooksApi(this.http);
  }

  async signUp(person: SignUp): Promise<Me> {
    const signedIn = await this.auth.register(person);
    this.session.set(tokensOf(signedIn));
    return signedIn.user;
  }

  async signIn(person: SignIn): Promise<Me> {
    const signedIn = await this.auth.login(person);
    this.session.set(tokensOf(signedIn));
    return signedIn.user;
  }

  /** Every other sign-in of one's own ends; this one goes on, under a new token. */
  async changePassword(current: string, next: string): Promise<void> {
    const { accessToken, expiresIn } = await this.auth.changePassword(current, next);
    const { tokens } = this.session; // as they are now: they may have been renewed meanwhile
    if (tokens) this.session.set({ ...tokens, accessToken, expiresAt: Date.now() + expiresIn * 1000 });
  }

  /** Out here at once, at the server when it can be reached; what was kept of the person is forgotten. */
  async signOut(): Promise<void> {
    const userId = this.session.tokens?.userId;
    await this.auth.logout().catch(() => undefined);
    this.session.set(null);
    if (userId) await this.#storage(userId).clear();
  }

  /** The conversations of whoever is signed in, live. Call `start` on it, and `stop` when done. */
  messenger(): Messenger {
    const userId = this.session.tokens?.userId;
    if (!userId) throw new Error('Sign in first.');
    return new Messenger({
      userId,
      session: this.session,
      chat: this.chat,
      online: this.friends.online,
      link: this.#transport.link,
      url: `${this.#origin()}/market`,
      storage: this.#storage(userId),
      locks: this.#locks,
      ...(this.#options.device === undefined ? {} : { device: this.#options.device }),
      ...(this.#options.random === undefined ? {} : { random: this.#options.random }),
    });
  }

  /** The Social surface's WebSocket. */
  social(): SocialSocket {
    return new SocialSocket(this.#transport.webSocket, `${this.#origin().replace(/^http/, 'ws')}/ws/chat`, this.session, this.#options.device, this.#options.random);
  }

  #origin(): string {
    return this.http.baseUrl || (globalThis.location as Location | undefined)?.origin || '';
  }

  #storage(userId: string): Storage {
    const { storage } = this.#options;
    if (storage) return storage(userId);
    return typeof indexedDB === 'undefined' ? memoryStorage() : indexedDbStorage(`parley-${userId}`);
  }
}
