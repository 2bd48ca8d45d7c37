/** Both fit their digits: a line is 1 to 35, an attempt 1 to 1295. */
export const MAX_ATTEMPTS = 36 * 36 - 1;

/**
 * 端到端标识 (EndToEndId): the case id as 32 hex digits, the line as one digit to base 36, the attempt as two: 35 characters,
 * the most that ISO 20022 allows, and never used twice.
 */
export const endToEndId = (caseId: string, line: number, attempt: number): string =>
  `${caseId.replaceAll('-', '')}${line.toString(36)}${attempt.toString(36).padStart(2, '0')}`;
