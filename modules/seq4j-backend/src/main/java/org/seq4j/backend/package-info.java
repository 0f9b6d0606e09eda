/**
 * The ND4J backend a program runs on: which one is asked for, whether it is on the class path, how many threads and how much
 * memory it uses,
 * and what it says of itself. What is settled before a process starts is checked, and refused with the way to start it.
 *
 * <p>May depend on nd4j-api and nd4j-native-api, never on a backend itself: that is the application's choice.
 */
@NullMarked
package org.seq4j.backend;

import org.jspecify.annotations.NullMarked;
