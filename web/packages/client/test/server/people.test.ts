import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Frame } from '../../src/socket/social.js';
import { Server, noServer } from '../lib/server.js';

const PNG = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (char) => char.charCodeAt(0));

describe.skipIf(noServer)('people', () => {
  let server: Server;
  beforeAll(async () => void (server = await Server.start()));
  afterAll(() => server?.stop());

  test('sign up, are found, change themselves, sign out and in', async () => {
    const ann = await server.person();
    const me = await ann.auth.me();
    const bob = await server.person('provider');
    expect(await bob.auth.find(me.displayName)).toMatchObject([{ id: me.id, displayName: me.displayName }]);
    expect((await ann.auth.change({ displayName: 'Ann', location: { lat: 31.2, lng: 121.5 } })).location).toEqual({ lat: 31.2, lng: 121.5 });
    await ann.signOut();
    await expect(ann.auth.me()).rejects.toMatchObject({ code: 'signed_out' });
    await expect(ann.signIn({ username: me.username, password: 'wrong' })).rejects.toMatchObject({ details: { status: 401 } });
    expect((await ann.signIn({ username: me.username, password: 'correct horse 7 battery' })).displayName).toBe('Ann');
  });

  test('change their password, stay signed in by it, and are out everywhere else', async () => {
    const ann = await server.person();
    const { username } = await ann.auth.me();
    const elsewhere = server.client();
    await elsewhere.signIn({ username, password: 'correct horse 7 battery' });
    const before = ann.session.tokens!;
    await expect(ann.changePassword('not the one', 'another horse 8')).rejects.toMatchObject({ code: 'wrong_credentials' });
    expect(ann.session.tokens).toEqual(before);
    await ann.changePassword('correct horse 7 battery', 'another horse 8');
    expect((await ann.auth.me()).username).toBe(username);
    await expect(elsewhere.auth.me()).rejects.toMatchObject({ details: { status: 401 } });
    expect((await ann.session.refresh(ann.session.tokens!.accessToken)).userId).toBe(before.userId);
  });

  test('keep their session by one renewal for all requests under way', async () => {
    const ann = await server.person();
    const before = ann.session.tokens!;
    ann.session.set({ ...before, expiresAt: 0 });
    const changed = vi.fn();
    ann.session.on('changed', changed);
    await Promise.all([ann.auth.me(), ann.auth.me(), ann.notifications.unread()]);
    expect(changed).toHaveBeenCalledTimes(1);
    expect(ann.session.tokens!.refreshToken).not.toBe(before.refreshToken);
  });

  test('become friends, make a group, and talk by the raw socket', async () => {
    const [ann, bob] = [await server.person(), await server.person()];
    const [annId, bobId] = [(await ann.auth.me()).id, (await bob.auth.me()).id];
    const request = await ann.friends.request(bobId);
    expect((await bob.friends.pending()).items).toMatchObject([{ id: request.id, user_id: annId }]);
    await bob.friends.accept(request.id);
    expect((await ann.friends.list()).items).toMatchObject([{ user_id: bobId }]);

    const group = await ann.groups.create('Hikers', [bobId]);
    expect(group).toMatchObject({ name: 'Hikers', member_count: 2 });
    expect((await ann.groups.setRole(group.id, bobId, 'admin')).members?.find(({ user_id }) => user_id === bobId)?.role).toBe('admin');

    const [annSocket, bobSocket] = [ann.social(), bob.social()];
    const heard: Frame[] = [];
    bobSocket.on('frame', (frame) => heard.push(frame));
    const opened = [annSocket, bobSocket].map((socket) => new Promise((done) => socket.on('open', done)));
    annSocket.start();
    bobSocket.start();
    await Promise.all(opened);
    expect(annSocket.send({ type: 'chat', action: 'send', data: { temp_id: 't1', receiver_id: bobId, content: 'hello' } })).toBe(true);
    await vi.waitFor(() => expect(heard.find(({ action }) => action === 'new_message')?.data).toMatchObject({ sender_id: annId, content: 'hello' }), 30_000);
    annSocket.stop();
    bobSocket.stop();
  });

  test('keep an address book', async () => {
    const [ann, bob] = [await server.person(), await server.person()];
    const bobMe = await bob.auth.me();
    const { id: groupId } = await ann.contacts.addGroup('Work');
    const { id } = await ann.contacts.add({ name: 'Bob', contactUserId: bobMe.numericId, groupId: Number(groupId) });
    expect((await ann.contacts.list({ keyword: 'Bob' })).records).toMatchObject([{ name: 'Bob', contactUserId: bobMe.numericId }]);
    await ann.contacts.remove(id);
    expect((await ann.contacts.list()).total).toBe(0);
    await expect(ann.contacts.remove(id)).rejects.toMatchObject({ code: 'not_found', details: { status: 404 } });
  });

  test('upload files and hear how far they are', async () => {
    const ann = await server.person();
    const progress = vi.fn();
    const file = await ann.chat.upload(new Blob([PNG], { type: 'image/png' }), 'dot.png', progress);
    expect(file).toMatchObject({ name: 'dot.png', size: PNG.length, type: 'image/png', messageType: 'image' });
    expect(progress).toHaveBeenLastCalledWith(1);
    expect((await fetch(server.url + file.url)).status).toBe(200);
    await expect(ann.chat.upload(new Blob(['<html>']), 'x.html')).rejects.toMatchObject({ code: 'file_type_refused', retryable: false });
  });
});
