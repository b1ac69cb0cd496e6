import type { Migration } from 'kysely/migration';
import { documentsMigration } from './0001_documents.ts';
import { lexicalMigration } from './0002_lexical.ts';
import { organisationMigration } from './0003_organisation.ts';
import { conversationsMigration } from './0004_conversations.ts';
import { readingsMigration } from './0005_readings.ts';
import { pageTracesMigration } from './0006_page_traces.ts';
import { stageRunsMigration } from './0007_stage_runs.ts';
import { relatedMigration } from './0008_related.ts';
import { recordsMigration } from './0009_records.ts';
import { matricesMigration } from './0011_matrices.ts';
import { referenceKeysMigration } from './0011_reference_keys.ts';
import { groundsMigration } from './0012_grounds.ts';

/** All migrations of the library database. They run in the order of their names; a released one is never changed. */
export const migrations: Record<string, Migration> = {
  '0001_documents': documentsMigration,
  '0002_lexical': lexicalMigration,
  '0003_organisation': organisationMigration,
  '0004_conversations': conversationsMigration,
  '0005_readings': readingsMigration,
  '0006_page_traces': pageTracesMigration,
  '0007_stage_runs': stageRunsMigration,
  '0008_related': relatedMigration,
  '0009_records': recordsMigration,
  '0011_matrices': matricesMigration,
  '0011_reference_keys': referenceKeysMigration,
  '0012_grounds': groundsMigration,
};
