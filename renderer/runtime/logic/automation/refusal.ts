/** A request of the automation protocol that cannot be met; the message is a sentence for who sent it. */
export class Refusal extends Error {}
