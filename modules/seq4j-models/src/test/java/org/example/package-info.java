/** Classes that a user of the library might write, outside of its packages. */
@NullMarked
package org.example;

import org.jspecify.annotations.NullMarked;
