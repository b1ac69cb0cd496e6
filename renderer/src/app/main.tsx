import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import '../i18n/i18n.ts';
import './theme.css';

setNonce(document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '');
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
