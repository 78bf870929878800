package dev.mayday.system;

import java.util.List;

/**
 * What was found out about one company's sessions.
 *
 * @param company its id
 * @param usable whether its credentials hold by meaning; only then may it be started
 * @param keys how many keys came along
 * @param aside how many keys were kept aside (ratchets that may be stale)
 * @param findings what is wrong or worth knowing, without any key material
 */
public record CompanyState(
    String company, boolean usable, int keys, int aside, List<String> findings) {}
