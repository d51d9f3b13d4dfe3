// Real Chromium on the real server, with the pages that it serves itself.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Server, binary, repository } from '../../blackbox/lib/server.mjs';

export const dist = join(repository, 'web/app/dist');
const program = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
export const artifacts = join(repository, 'artifacts');

/** Why the pages can't be tried here, or false. */
export const missing = !existsSync(binary)
  ? `no server at ${binary}`
  : !existsSync(join(dist, 'index.html'))
    ? 'the pages are not built: npm run build in web/'
    : !program
      ? 'no Chromium: apt-get install chromium'
      : false;

let counter = 0;

/** A server with its pages, and a browser. */
export class Stage {
  static async start(settings = {}, { operator = false, demo = false } = {}) {
    const stage = new Stage();
    mkdirSync(artifacts, { recursive: true });
    stage.server = await Server.start('SQLite', { users: 0, operator, demo, settings: { 'Pages:Folder': dist, ...settings } });
    // The marketplace is made once the server is up.
    while (demo && !/^  API key, printed/m.test(stage.server.output)) await new Promise((done) => setTimeout(done, 50));
    stage.browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });
    stage.faults = [];
    return stage;
  }

  /** A browser of one's own, nobody signed in. */
  async browse({ subdomain = '', locale = 'en', width = 1280, height = 800, dark = false, keeps = true } = {}) {
    const context = await this.browser.newContext({
      // A tenant's pages have its subdomain.
      baseURL: subdomain ? this.server.url.replace('127.0.0.1', `${subdomain}.localhost`) : this.server.url,
      locale: locale === 'en' ? 'en-GB' : 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      serviceWorkers: keeps ? 'allow' : 'block', // whether it keeps the pages
      geolocation: { latitude: 31.2304, longitude: 121.4737 },
      permissions: ['geolocation', 'microphone', 'clipboard-write', 'notifications'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000); // a loaded machine is slow
    // What the policy forbids and what throws is a fault of the pages. An answer that refuses is not.
    page.on('console', (message) => message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text()) && this.faults.push(message.text()));
    page.on('pageerror', (error) => this.faults.push(String(error)));
    await page.goto('/');
    return page;
  }

  /** Somebody who has an account, signed in by hand. */
  async signIn(username, password, options = {}) {
    const page = await this.browse(options);
    const words = options.locale === 'zh-CN' ? ['用户名或邮箱', '密码', '登录'] : ['User name or mail address', 'Password', 'Sign in'];
    await page.getByLabel(words[0]).fill(username);
    await page.getByLabel(words[1]).fill(password);
    await page.getByRole('button', { name: words[2] }).click();
    await page.getByRole('navigation').first().waitFor();
    return page;
  }

  /** A person's own browser, signed up by hand. */
  async person(displayName, { provider = false, locale = 'en', ...options } = {}) {
    const page = await this.browse({ locale, ...options });
    const username = `p${process.pid}x${counter++}`;
    const words = locale === 'en' ? ['Sign up', 'User name or mail address', 'Name', 'Password', 'Provider'] : ['注册', '用户名或邮箱', '昵称', '密码', '服务者'];
    await page.getByRole('tab', { name: words[0] }).click();
    await page.getByLabel(words[1]).fill(username);
    await page.getByLabel(words[2], { exact: true }).fill(displayName);
    await page.getByLabel(words[3]).fill('correct horse 7 battery');
    if (provider) await page.getByText(words[4], { exact: true }).click();
    await page.getByRole('button', { name: words[0] }).click();
    await page.getByRole('navigation').first().waitFor();
    return page;
  }

  /** Chromium without a screen now and then never paints the frame that a picture waits for: the next one it does. */
  async picture(page, name) {
    for (let left = 3; ; left--)
      try {
        return await page.screenshot({ path: join(artifacts, `${name}.png`), animations: 'disabled', timeout: 20_000 });
      } catch (fault) {
        if (left === 0 || fault.name !== 'TimeoutError') throw fault;
      }
  }

  async end() {
    await this.browser?.close();
    await this.server?.dispose();
  }
}

/** Until a page shows what it has asked for: nothing loads, turns or fades. */
export async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.getByRole('status').filter({ hasText: /Loading|加载中/ }).first().waitFor({ state: 'detached' });
  await page.evaluate(() => Promise.all([...document.images].filter(({ complete, loading }) => !complete && loading !== 'lazy').map((image) => image.decode().catch(() => undefined))));
}

let axe;

/** What a reader of screens, or somebody who sees badly, would stumble over: axe's serious and critical findings. */
export async function stumbling(page) {
  axe ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // Colours on their way from one state to the next are neither's.
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  await page.evaluate(() => Promise.all(document.getAnimations().filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished.catch(() => undefined))));
  await page.evaluate(axe); // not a script tag: the pages' policy would refuse it
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}
