import { fetchLanguage } from './languages.ts';
import { fetchModels } from './models.ts';

// npm's postinstall: whatever is missing is told and can be fetched later, so an install never fails here.
await fetchModels({ all: false });
await fetchLanguage();
