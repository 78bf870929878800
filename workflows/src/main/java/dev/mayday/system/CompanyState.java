package dev.mayday.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What was found out about one company's sessions. Thousands of them travel in one result, so what
 * is zero or empty is not written.
 *
 * @param company its id
 * @param usable whether its credentials hold by meaning; only then may it be started
 * @param keys how many keys came along
 * @param aside how many keys were kept aside (ratchets that may be stale)
 * @param findings what is wrong or worth knowing, without any key material; a result of many
 *     companies shortens them, the manifest on the host has them all
 */
public record CompanyState(
    String company,
    boolean usable,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int keys,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int aside,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> findings) {
  /** Fills in what was not written. */
  public CompanyState {
    findings = findings == null ? List.of() : List.copyOf(findings);
  }
}
