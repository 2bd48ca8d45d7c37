/** Where the versioned API begins. */
export const PREFIX = '/api/v1';
