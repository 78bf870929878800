package dev.mayday.activities.sessions.format;

import java.nio.charset.StandardCharsets;

/** A folder's name for every company, also for one that none can be named after. */
final class Names {
  private Names() {}

  static String folder(CompanyFolders names, String company, CompanyCheck check) {
    try {
      return names.folder(company);
    } catch (Damage damage) {
      check.forbid("the company " + damage.getMessage());
      return stand(company);
    }
  }

  static String folder(CompanyFolders names, String company) {
    try {
      return names.folder(company);
    } catch (Damage damage) {
      return stand(company);
    }
  }

  private static String stand(String company) {
    return "id-" + Digests.sha256(company.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }
}
