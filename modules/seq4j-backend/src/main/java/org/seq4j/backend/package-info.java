/**
 * The ND4J backend a program runs on: which one is asked for, whether it is on the class path, how many threads it uses,
 * and what it says of itself.
 *
 * <p>May depend on nd4j-api and nd4j-native-api, never on a backend itself: that is the application's choice.
 */
@NullMarked
package org.seq4j.backend;

import org.jspecify.annotations.NullMarked;
