/** Names of postings that one command, answer or entry may make only once on a line. */
export const posting = {
  encumber: (commandId: string, classId: string, caseId: string | undefined): string =>
    `encumber/${commandId}/${classId}/${caseId ?? ''}`,
  release: (commandId: string, classId: string, caseId: string | undefined): string =>
    `release/${commandId}/${classId}/${caseId ?? ''}`,
  dispatch: (batchId: string): string => `dispatch/${batchId}`,
  answer: (answerId: string): string => `answer/${answerId}`,
  returned: (answerId: string): string => `returned/${answerId}`,
  corrected: (answerId: string): string => `corrected/${answerId}`,
  owed: (commandId: string, caseId: string): string => `owed/${commandId}/${caseId}`,
  ask: (commandId: string, caseId: string, recoveryId: string): string => `ask/${commandId}/${caseId}/${recoveryId}`,
  drop: (commandId: string, caseId: string, recoveryId: string): string => `drop/${commandId}/${caseId}/${recoveryId}`,
  recover: (entryId: string): string => `recover/${entryId}`,
  /** That an entry is reversed, and by which command. */
  reverse: (entryId: string): string => `reverse/${entryId}`,
  reverseBy: (commandId: string, entryId: string): string => `reverse/${entryId}/${commandId}`,
};
