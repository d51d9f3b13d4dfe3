import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import zh from '../locales/zh-CN';
import { parley } from './parley';

export type Language = 'zh-CN' | 'en';

const KEY = 'parley.language';

export function chosenLanguage(): Language {
  const kept = localStorage.getItem(KEY);
  if (kept === 'zh-CN' || kept === 'en') return kept;
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
}

export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({ lng: 'zh-CN', fallbackLng: 'zh-CN', resources: { 'zh-CN': { translation: zh } }, interpolation: { escapeValue: false } });
  await speak(chosenLanguage());
}

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) i18next.addResourceBundle('en', 'translation', (await import('../locales/en')).default);
  parley.http.locale = language;
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
