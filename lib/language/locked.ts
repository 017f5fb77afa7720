import { followOutlet, lockOutlet } from './outlet.ts';

// Imported first by every page that may ask an endpoint: it is locked before anything else of it runs.
lockOutlet();
followOutlet();
