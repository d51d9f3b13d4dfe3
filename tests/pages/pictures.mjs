// Takes the README's pictures from a running system with the demo's marketplace: node tests/pages/pictures.mjs
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../blackbox/lib/server.mjs';
import { Stage, missing, settled } from './lib/pages.mjs';

if (missing) throw new Error(missing);
const folder = join(repository, 'docs/pictures');
mkdirSync(folder, { recursive: true });
const stage = await Stage.start({}, { demo: true });

async function take(page, name) {
  await settled(page);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  console.log(name, statSync(path).size);
}

try {
  const lina = await stage.signIn('lina', 'parley-demo', { subdomain: 'demo', locale: 'zh-CN', width: 1120, height: 700 });
  await lina.getByRole('main').locator('a[href^="/chat/"]').first().click();
  await lina.getByRole('log').waitFor();
  await take(lina, 'chat');

  await lina.goto('/services');
  await settled(lina);
  const place = lina.getByRole('button', { name: /使用我的位置|更新位置/ });
  if (!(await lina.getByRole('main').getByRole('listitem').count())) await place.click();
  await lina.getByRole('main').getByRole('listitem').first().waitFor();
  await take(lina, 'services');

  // An order from within the chat, and its card with what may be done now.
  const phone = await stage.signIn('lina', 'parley-demo', { subdomain: 'demo', width: 390, height: 780, dark: true });
  await phone.goto('/orders');
  await phone.getByRole('main').locator('a[href^="/orders/"]').first().click();
  await phone.getByRole('main').getByRole('button', { name: 'Chat', exact: true }).click();
  await phone.getByRole('region', { name: /^Order / }).first().waitFor();
  await take(phone, 'order-card');

  const admin = await stage.signIn('admin', 'parley-demo', { subdomain: 'demo', width: 1120, height: 900 });
  await admin.goto('/admin');
  await admin.getByRole('img', { name: /^Messages: / }).waitFor();
  // More than one look at how it goes just now.
  await admin.getByRole('region', { name: 'Live' }).locator('tbody tr').nth(3).waitFor({ state: 'attached' });
  await take(admin, 'dashboard');
} finally {
  await stage.end();
}
