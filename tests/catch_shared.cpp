// Gives the precompiled header of all tests a file to be made for.
#include "catch.hpp"
