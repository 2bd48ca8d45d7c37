import { MongoError, MongoServerError } from 'mongodb';

const DUPLICATE_KEY = 11_000;

/** A unique index has the key already; of several statements, any of them met it. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === DUPLICATE_KEY;

export const hasLabel = (error: unknown, label: string): boolean =>
  error instanceof MongoError && error.hasErrorLabel(label);
