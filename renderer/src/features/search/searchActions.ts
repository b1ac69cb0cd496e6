import { showCenter } from '../../app/viewStore.ts';
import { search, setText } from './searchStore.ts';

/** Shows where else in the library a text, or what it means, stands. */
export function findElsewhere(text: string): void {
  setText(text.replaceAll(/\s+/g, ' ').trim().slice(0, 2000));
  showCenter('search');
  void search();
}
