import { catalogueStream, occupationsRef } from '../catalogue.stream';

/** What every command on the occupation catalogue has in common. */
export const onOccupations = {
  stream: catalogueStream,
  target: () => occupationsRef.id,
  subject: () => ({ unit: 'XC' }),
};
