import i18next from 'i18next';
import { care } from './care';
import { figures } from './figures';
import { frame } from './frame';
import { side } from './pairs';
import { people } from './people';
import { running } from './running';
import { trail } from './trail';

const all = { ...frame, ...figures, ...people, ...care, ...running, ...trail };

// They come with these pages, not with everybody's.
i18next.addResourceBundle('zh-CN', 'admin', side(all, 0));
i18next.addResourceBundle('en', 'admin', side(all, 1));
