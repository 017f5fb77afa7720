/** A customer that something is to be kept with is not there (any more): it may have been joined with another one. */
export class CustomerGone extends Error {
  override name = 'CustomerGone';

  constructor() {
    super('no such customer');
  }
}
