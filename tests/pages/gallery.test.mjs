import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing, settled, stumbling } from './lib/pages.mjs';

// Every main page of the demo's marketplace, in both languages and themes, on a desk and in a hand: to be looked at, in artifacts/.
describe('the pages of a marketplace that is in use', { skip: missing }, () => {
  let stage;
  const people = {};
  before(async () => {
    stage = await Stage.start({}, { demo: true, operator: true });
    for (const name of ['lina', 'chen', 'admin']) people[name] = await stage.signIn(name, 'parley-demo', { subdomain: 'demo' });
    const { username, password } = stage.server.operator;
    people.operator = await stage.signIn(username, password);
  });
  after(() => stage?.end());

  /** The first address of that kind on the page. */
  const first = async (page, at, start) => {
    await page.goto(at);
    const link = page.getByRole('main').locator(`a[href^="${start}"]:not([href="${start}mine"])`).first();
    await link.waitFor();
    return link.getAttribute('href');
  };

  const shown = {
    lina: async (page) => ({
      chats: '/chat',
      chat: await first(page, '/chat', '/chat/'),
      orders: '/orders',
      order: await first(page, '/orders', '/orders/'),
      services: '/services',
      people: '/people/friends',
      notices: '/notices',
      me: '/me',
    }),
    chen: async (page) => ({ board: '/orders', requests: '/orders/requests', schedule: '/orders/schedule', reviews: '/orders/reviews', mine: '/services/mine', service: await first(page, '/services/mine', '/services/') }),
    admin: async () => Object.fromEntries(['', 'users', 'reports', 'emergency', 'disputes', 'hits', 'bans', 'words', 'announcements', 'webhooks', 'payments', 'audit'].map((name) => [name || 'overview', `/admin/${name}`])),
    operator: async () => Object.fromEntries(['', 'tenants', 'jobs', 'settings'].map((name) => [name || 'overview', `/admin/${name}`])),
  };

  for (const [name, pagesOf] of Object.entries(shown)) {
    it(`${name}’s fit, and everybody can use them`, async () => {
      const page = people[name];
      const pages = await pagesOf(page);
      for (const locale of ['en', 'zh-CN']) {
        await page.evaluate((language) => localStorage.setItem('parley.language', language), locale);
        for (const [what, path] of Object.entries(pages)) {
          await page.goto(path);
          await settled(page);
          if (what === 'services' && !(await page.getByRole('main').getByRole('listitem').count())) {
            await page.getByRole('button', { name: /Use my location|使用我的位置/ }).click();
            await page.getByRole('main').getByRole('listitem').first().waitFor();
          }
          assert.doesNotMatch(await page.locator('body').innerText(), /undefined|\bNaN\b|\[object/, `${what} ${locale}`);
          for (const theme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme: theme });
            for (const [width, height] of what === 'overview' ? [[1280, 2200], [390, 4200]] : [[1280, 800], [390, 844]]) {
              await page.setViewportSize({ width, height });
              assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} ${width}`);
              await stage.picture(page, `${name}-${what}-${width}-${locale}-${theme}`);
              if (locale === 'en' && width === 1280) assert.deepEqual(await stumbling(page), [], `${what} ${width} ${theme}`);
            }
            await page.setViewportSize({ width: 360, height: 740 });
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} 360`);
            if (locale === 'en' || theme === 'light') assert.deepEqual(await stumbling(page), [], `${what} 360 ${locale} ${theme}`);
          }
        }
      }
    });
  }

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
