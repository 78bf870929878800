package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How far a conversation has come.
 *
 * @param base the session that it is on
 * @param chain the sending chain
 * @param counter of the last message on that chain
 */
record Position(String base, String chain, int counter) {
  /** Where a stored session stands. */
  static Position of(JsonNode stored) {
    for (JsonNode session : stored.path("_sessions")) {
      JsonNode index = session.path("indexInfo");
      if (index.path("closed").asInt() != -1) continue;
      String chain = session.at("/currentRatchet/ephemeralKeyPair/pubKey").asText();
      JsonNode key = session.path("_chains").path(chain).path("chainKey");
      return new Position(index.path("baseKey").asText(), chain, key.path("counter").asInt());
    }
    throw new AssertionError("no session is open");
  }

  boolean sameChain(Position other) {
    return base.equals(other.base) && chain.equals(other.chain);
  }

  boolean after(Position other) {
    return sameChain(other) && counter > other.counter;
  }

  /** Whether what is stored covers a message that was acknowledged there. */
  boolean covers(Position acknowledged) {
    return sameChain(acknowledged) && counter >= acknowledged.counter;
  }
}
