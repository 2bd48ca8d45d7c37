/** One step of the schema forward. Never changed once released; `number` runs 1, 2, 3 …. */
export interface Migration {
  readonly number: number;
  readonly sql: string;
}
