import { Pace } from './job-pace';

describe('the pace of a job', () => {
  it('counts the rows of this run only', () => {
    expect(new Pace(400, 0).at(600, 1_000, 2_000)).toEqual({ rowsPerSecond: 100, secondsLeft: 4 });
  });

  it('promises nothing before anything is done', () => {
    expect(new Pace(400, 0).at(400, 1_000, 2_000)).toEqual({ rowsPerSecond: 0 });
  });
});
