// The README's story of the marketplace, done with the mouse: each step as the README tells it.
import { settled } from './pages.mjs';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** A person's hand: looks before each press, then presses; types as people do. */
class Hand {
  constructor(page, pace) {
    Object.assign(this, { page, pace, presses: 0 });
  }

  async press(what) {
    await what.waitFor();
    if (this.pace > 0) await wait(this.pace);
    await what.click();
    this.presses++;
  }

  async type(field, text) {
    await this.press(field);
    await field.selectText();
    await this.page.keyboard.type(text, { delay: this.pace / 4 });
  }

  async signIn(name) {
    await this.type(this.page.getByLabel('User name or mail address'), name);
    await this.type(this.page.getByLabel('Password'), 'parley-demo');
    await this.press(this.page.getByRole('button', { name: 'Sign in' }));
    await this.page.getByRole('navigation').first().waitFor();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  link(name) {
    return this.page.getByRole('link', { name });
  }

  said(text) {
    return this.page.getByRole('log').getByText(text, { exact: true }).last();
  }
}

/**
 * From the sign-in to the review that the provider reads.
 * @param {import('playwright-core').Page} lina a browser of her own, at the demo's pages, nobody signed in
 * @param {number} pace milliseconds before each press
 * @param {(step: string) => void} told each step as it is done
 */
export async function tell({ lina: linas, chen: chens, pace = 0, told = () => undefined }) {
  const [lina, chen] = [new Hand(linas, pace), new Hand(chens, pace)];

  await lina.signIn('lina');
  await lina.press(lina.link('Nearby'));
  await settled(linas);
  // A list of choices is the system's own: chosen by the keyboard.
  await linas.getByLabel('Category').selectOption('家政');
  await linas.getByLabel('Sort').selectOption('distance');
  const service = linas.getByRole('main').getByRole('listitem').getByRole('link', { name: /陈静/ }).first();
  await lina.press(service);
  told('Lina finds who cleans nearby');

  await lina.press(lina.button('Contact'));
  await lina.type(linas.getByLabel('Write a message'), '周六上午有空吗？');
  await lina.press(lina.button('Send'));
  await lina.said('周六上午有空吗？').waitFor();
  told('and asks');

  await chen.signIn('chen');
  await chen.press(chen.link(/李娜/).first());
  await chen.said('周六上午有空吗？').waitFor();
  await chen.type(chens.getByLabel('Write a message'), '有空，九点到。');
  await chen.press(chen.button('Send'));
  await lina.said('有空，九点到。').waitFor();
  told('Chen, in a window of his own, answers');

  await lina.press(lina.button('Order'));
  await lina.type(linas.getByLabel('Notes'), '请带工具');
  await lina.press(lina.button('Place order'));
  await linas.getByRole('dialog').waitFor({ state: 'detached' });
  const [hers, his] = [linas, chens].map((page) => page.getByRole('region', { name: /^Order / }).last());
  await chen.press(his.getByRole('button', { name: 'Confirm', exact: true }));
  told('Lina orders in the chat, Chen confirms');

  const [payment] = await Promise.all([linas.context().waitForEvent('page'), lina.press(hers.getByRole('button', { name: /^Pay/ }))]);
  await lina.press(payment.getByRole('button', { name: 'Pay', exact: true }));
  await payment.getByText('paid', { exact: true }).waitFor();
  await payment.close();
  await hers.getByText('Paid', { exact: true }).first().waitFor();
  told('Lina pays on the page of the sandbox');

  await chen.press(his.getByRole('button', { name: 'Start', exact: true }));
  await chen.press(his.getByRole('button', { name: 'Complete', exact: true }));
  told('Chen does the work');

  await lina.press(hers.getByRole('button', { name: 'Review', exact: true }));
  await lina.press(lina.button('5 stars'));
  await lina.type(linas.getByLabel('Comment'), '准时，细心');
  await lina.press(lina.button('Done'));
  await linas.getByRole('dialog').waitFor({ state: 'detached' });
  told('Lina says how it was');

  await chen.press(chen.link('Orders'));
  await chen.press(chen.link('Reviews'));
  await chens.getByText('准时，细心').first().waitFor();
  told('Chen reads it');
  return lina.presses + chen.presses;
}
