/** A note that staff wrote on a customer. */
export interface Note {
  id: string;
  customerId: string;
  text: string;
  /** Epoch ms of writing. */
  at: number;
  editedAt?: number;
}
