package dev.mayday.activities.estate;

import java.util.Optional;

/**
 * What all people share in how they are reached and prove who they are.
 *
 * @param codes absent where no one-time codes are sent
 * @param mail absent where nobody is reached by e-mail
 */
public record Reaching(Optional<OneTimeCodes> codes, Optional<Mail> mail) {
  /** Neither. */
  public static final Reaching NONE = new Reaching(Optional.empty(), Optional.empty());

  /** How many wrong one-time codes are taken of one person for one question; 0 without codes. */
  public int attempts() {
    return codes.map(OneTimeCodes::attempts).orElse(0);
  }

  /**
   * The short codes that Mayday sends with a question.
   *
   * @param key reference to the secret under which they are made; adapters alone know it
   * @param attempts how many wrong ones are taken of one person for one question
   */
  public record OneTimeCodes(String key, int attempts) {}

  /**
   * The server that takes mail.
   *
   * @param server {@code host:port}
   * @param security how the connection is made safe
   * @param from the sender's address
   * @param login absent where the server asks for none
   */
  public record Mail(String server, Security security, String from, Optional<Login> login) {
    /** The host alone. */
    public String host() {
      String host = server.substring(0, server.lastIndexOf(':'));
      return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port alone. */
    public int port() {
      return Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
    }
  }

  /** How a connection to the mail server is made safe. */
  public enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  /**
   * Whom the mail server knows.
   *
   * @param user reference to the name
   * @param password reference to the password
   */
  public record Login(String user, String password) {}
}
