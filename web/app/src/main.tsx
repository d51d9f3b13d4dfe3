import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startTranslations } from './lib/i18n';
import { keepPages } from './lib/offline';
import { queries } from './lib/queries';
import { applyTheme } from './lib/theme';
import './styles.css';

applyTheme();
await startTranslations();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
keepPages();
