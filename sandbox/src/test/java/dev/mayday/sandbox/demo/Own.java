package dev.mayday.sandbox.demo;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What is a recovery's own where it is crashed, rebooted, taken back and broken; all else is the
 * same for every one.
 *
 * @param scenario the workflow type
 * @param golden its newest golden history, with neighbours where there can be some
 * @param from where the service keeps its sessions before
 * @param to where it keeps them once the recovery was sealed
 * @param folders how often the folder of the sessions is exchanged
 * @param activities before which activity it stands in the phases of the fault matrix that are its
 *     own
 * @param right how it ends, by what breaks and when
 * @param last the last change before the seal
 * @param undos the activities that put everything back after that change
 */
record Own(
    String scenario,
    String golden,
    String from,
    String to,
    int folders,
    Map<FaultPhase, String> activities,
    BiFunction<Mishap, FaultPhase, Expected> right,
    String last,
    Set<String> undos) {}
