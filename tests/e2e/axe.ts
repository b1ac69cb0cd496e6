import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with each accessibility rule this view breaks, and where. */
export async function expectAccessible(page: Page): Promise<void> {
  // Legacy mode: the other one opens a page of its own, which an app's window cannot.
  // The edges between panes lie between landmarks, as they must.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-separator]');
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}
