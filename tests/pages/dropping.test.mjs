import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing, stumbling } from './lib/pages.mjs';

describe('pictures pasted and dropped', { skip: missing }, () => {
  let stage, ann, bob;
  before(async () => {
    stage = await Stage.start();
    [ann, bob] = [await stage.person('Ann Lee'), await stage.person('Bob 王')];
    await ann.getByRole('button', { name: 'New chat' }).click();
    await ann.getByLabel('Find people').fill('Bob');
    await ann.getByRole('dialog').getByRole('button', { name: /Bob 王/ }).click();
    await ann.getByRole('button', { name: 'Start chat' }).click();
    await ann.getByLabel('Write a message').fill('Look at this');
    await ann.keyboard.press('Enter');
    await bob.getByRole('link', { name: /Ann Lee/ }).click();
  });
  after(() => stage?.end());

  /** What a clipboard or a mouse brings: files by name, `photo` as large as a camera's, and texts by type. */
  const transfer = (names, texts = {}) => ann.evaluateHandle(async ([files, words]) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(words)) data.setData(type, text);
    for (const name of files) {
      if (name.endsWith('.txt')) data.items.add(new File(['tap, washer'], name, { type: 'text/plain' }));
      if (!name.endsWith('.png')) continue;
      const canvas = Object.assign(document.createElement('canvas'), name.startsWith('photo') ? { width: 2600, height: 1300 } : { width: 40, height: 40 });
      const context = canvas.getContext('2d');
      const pixels = context.createImageData(canvas.width, canvas.height);
      // Noise, so that it does not become small by itself.
      for (let at = 0; at < pixels.data.length; at += 4) pixels.data.set(at < 2_000_000 ? [Math.random() * 256, Math.random() * 256, Math.random() * 256, 255] : [0, 99, 66, 255], at);
      context.putImageData(pixels, 0, 0);
      const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
      data.items.add(new File([blob], name, { type: 'image/png' }));
    }
    return data;
  }, [names, texts]);
  /** Pastes where an element is; whether the page took it. */
  const paste = async (where, names, texts) => where.evaluate((element, clipboardData) => !element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })), await transfer(names, texts));
  const field = () => ann.getByLabel('Write a message');
  const chat = () => ann.getByRole('region', { name: 'Bob 王' });
  const preview = () => ann.getByRole('dialog', { name: /^Send/ });
  const pictures = (page) => page.getByRole('log').getByRole('button', { name: /^Show image/ });

  it('are shown before they go, and go no larger than a screen needs', async () => {
    assert.ok(await paste(field(), ['photo.png']));
    await preview().getByRole('img', { name: 'photo.jpg' }).waitFor();
    assert.deepEqual(await stumbling(ann), []);
    await stage.picture(ann, 'chat-paste-1280-en-light');
    await ann.keyboard.press('Enter');
    await pictures(bob).waitFor();
    const picture = await pictures(bob).getByRole('img').evaluate(async (image) => {
      const answer = await fetch(image.src);
      const bitmap = await createImageBitmap(await answer.blob());
      return { type: answer.headers.get('content-type'), width: bitmap.width, height: bitmap.height };
    });
    assert.deepEqual(picture, { type: 'image/jpeg', width: 1920, height: 960 });
    await preview().waitFor({ state: 'detached' });
    assert.ok(await field().evaluate((element) => element === document.activeElement));
  });

  it('open in full, and larger', async () => {
    await pictures(bob).click();
    const shown = bob.getByRole('dialog').getByRole('img');
    const before = await shown.boundingBox();
    await bob.getByRole('dialog').getByRole('button', { name: 'Zoom' }).click();
    await bob.waitForFunction((width) => document.querySelector('dialog[open] img').getBoundingClientRect().width > width, before.width);
    await bob.keyboard.press('Escape');
  });

  it('may be pasted wherever the focus is, and thought better of', async () => {
    assert.ok(await paste(ann.getByRole('log'), ['small.png']));
    await preview().getByRole('img', { name: 'small.png' }).waitFor();
    await preview().getByRole('button', { name: 'Cancel' }).click();
    await preview().waitFor({ state: 'detached' });
    assert.equal(await pictures(ann).count(), 1);
  });

  it('leave text alone, and what other fields are given', async () => {
    assert.equal(await paste(field(), ['table.png'], { 'text/plain': '1\t2', 'text/html': '<table><tr><td>1<td>2</table>' }), false);
    assert.equal(await paste(ann.getByRole('searchbox', { name: 'Search chats and messages' }), ['small.png']), false);
    assert.equal(await preview().count(), 0);
  });

  it('are taken by the whole chat when they are dropped, among other files', async () => {
    const dataTransfer = await transfer(['one.png', 'list.txt', 'two.png']);
    await ann.getByRole('log').dispatchEvent('dragover', { dataTransfer });
    await chat().getByText('Drop to send').waitFor();
    await stage.picture(ann, 'chat-drop-1280-en-light');
    await ann.getByRole('log').dispatchEvent('drop', { dataTransfer });
    await chat().getByText('Drop to send').waitFor({ state: 'detached' });
    await preview().getByRole('listitem').nth(2).waitFor();
    await preview().getByRole('button', { name: 'Discard two.png' }).click();
    assert.deepEqual(await stumbling(ann), []);
    await preview().getByRole('button', { name: 'Send' }).click();
    await bob.getByRole('log').getByRole('link', { name: /Download list\.txt/ }).waitFor();
    await pictures(bob).nth(1).waitFor();
    assert.equal(await pictures(bob).count(), 2);
  });

  it('do not lead away from the page when they miss the chat', async () => {
    const dataTransfer = await transfer(['one.png']);
    const refused = await ann.getByRole('navigation').first().evaluate((element, data) => !element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })), dataTransfer);
    assert.ok(refused);
    assert.equal(await preview().count(), 0);
  });

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
