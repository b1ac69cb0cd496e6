import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import activity from './en/activity.json' with { type: 'json' };
import chat from './en/chat.json' with { type: 'json' };
import citations from './en/citations.json' with { type: 'json' };
import commands from './en/commands.json' with { type: 'json' };
import common from './en/common.json' with { type: 'json' };
import details from './en/details.json' with { type: 'json' };
import firstRun from './en/firstRun.json' with { type: 'json' };
import library from './en/library.json' with { type: 'json' };
import matrices from './en/matrices.json' with { type: 'json' };
import reader from './en/reader.json' with { type: 'json' };
import reading from './en/reading.json' with { type: 'json' };
import related from './en/related.json' with { type: 'json' };
import search from './en/search.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import sidebar from './en/sidebar.json' with { type: 'json' };

/** What the interface says, a file a feature. Another language is another folder with the same files. */
const en = {
  common,
  commands,
  sidebar,
  library,
  details,
  reading,
  related,
  citations,
  search,
  matrices,
  reader,
  chat,
  activity,
  settings,
  firstRun,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}

void i18next.use(initReactI18next).init({
  lng: 'en',
  resources: { en },
  defaultNS: 'common',
  // React escapes what it shows.
  interpolation: { escapeValue: false },
});

export const { t } = i18next;
