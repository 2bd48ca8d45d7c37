/** Case id as 32 hex digits, line (1) and attempt (2) in base 36: what bank files and answers name a payment by. */
export const endToEndId = (caseId: string, line: number, attempt: number): string =>
  `${caseId.replaceAll('-', '')}${line.toString(36)}${attempt.toString(36).padStart(2, '0')}`;
