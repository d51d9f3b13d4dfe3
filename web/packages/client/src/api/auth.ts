import type { Http } from '../http/http.js';
import type { Tokens } from '../http/tokens.js';
import type { Me, Person, Place } from '../types.js';

export interface SignUp {
  username?: string;
  email?: string;
  password: string;
  displayName?: string;
  userType?: 'customer' | 'provider';
  phone?: string;
}

export interface SignIn {
  username?: string;
  email?: string;
  password: string;
}

export interface SignedIn {
  user: Me;
  accessToken: string;
  refreshToken: string;
  /** Seconds. */
  expiresIn: number;
}

/** What may be changed of oneself; `null` clears. */
export interface ProfileChange {
  displayName?: string;
  realName?: string | null;
  avatarUrl?: string | null;
  phone?: string | null;
  email?: string | null;
  location?: Place | null;
  preferences?: Record<string, unknown>;
}

/** `/api/v1/auth`, `/api/v1/me` and `/api/v1/users`. */
export class AuthApi {
  constructor(private readonly http: Http) {}

  register = (person: SignUp): Promise<SignedIn> => this.http.post('/api/v1/auth/register', person, { anonymous: true });
  login = (person: SignIn): Promise<SignedIn> => this.http.post('/api/v1/auth/login', person, { anonymous: true });
  refresh = (refreshToken: string): Promise<SignedIn> => this.http.post('/api/v1/auth/refresh', { refreshToken }, { anonymous: true });
  logout = (): Promise<void> => this.http.post('/api/v1/auth/logout');
  /** Against a ban, by somebody who can't sign in for it; once for each ban. */
  appeal = (person: SignIn, text: string): Promise<unknown> => this.http.post('/api/v1/auth/appeal', { ...person, text }, { anonymous: true });
  me = (): Promise<Me> => this.http.get('/api/v1/me');
  change = (change: ProfileChange): Promise<Me> => this.http.patch('/api/v1/me', change);
  changePassword = (currentPassword: string, newPassword: string): Promise<{ accessToken: string; expiresIn: number }> =>
    this.http.post('/api/v1/me/password', { currentPassword, newPassword });
  person = (id: string): Promise<Person> => this.http.get(`/api/v1/users/${encodeURIComponent(id)}`);
  /** By name, or by a whole phone number or mail address. */
  find = (q: string, limit = 20, signal?: AbortSignal): Promise<Person[]> => this.http.get('/api/v1/users', { query: { q, limit }, ...(signal ? { signal } : {}) });
}

export function tokensOf(signedIn: SignedIn): Tokens {
  return {
    accessToken: signedIn.accessToken,
    refreshToken: signedIn.refreshToken,
    expiresAt: Date.now() + signedIn.expiresIn * 1000,
    userId: signedIn.user.id,
  };
}
